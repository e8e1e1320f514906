"""A desk that looks alive: made-up customers, cases in every state, and the history that led there."""

from models.demo.build import build_demo

__all__ = ["build_demo"]
