"""What the engine knows of the till: quantities, stock, money and the statuses that follow; all pure."""
