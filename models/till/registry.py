"""The names under which rule rows find the guards and effects of orders."""

from __future__ import annotations

from models.effects import Effect
from models.till import changing, checklist, guards, handing, paying, placing, purposes
from models.till.guards import Guard

ORDER_GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        guards.not_locked,
        guards.is_locked,
        guards.something_ready,
        guards.pieces_ready,
        guards.something_waits,
        guards.pieces_wait,
        guards.something_to_return,
        guards.pieces_to_return,
        guards.something_open,
        guards.pieces_open,
        guards.split_fits,
        guards.takes_payment,
        guards.amount_fits,
        guards.only_refunds,
        guards.not_shipped,
        guards.pickup_fits,
        guards.type_fits,
        guards.has_label,
        guards.becomes_completed,
        guards.becomes_cancelled,
        checklist.has_lines,
        checklist.customer_known,
        checklist.address_known,
        checklist.pickup_known,
        checklist.shipping_known,
        checklist.delivery_in_stock,
        checklist.no_carry_out_in_web_shop,
        checklist.mixed_allowed,
        checklist.purpose_complete,
        checklist.purpose_fits,
        checklist.asks_first,
    )
}
ORDER_EFFECTS: dict[str, Effect] = {
    effect.__name__: effect
    for effect in (
        placing.place_lines,
        placing.move_sold_from,
        paying.take_payment,
        handing.hand_over,
        handing.receive_goods,
        changing.cancel_open,
        changing.split_line,
        changing.change_type,
        changing.change_pickup,
        purposes.change_purpose,
        purposes.make_return,
        purposes.set_lock,
        purposes.clear_lock,
        purposes.take_description,
        purposes.set_label,
        purposes.clear_label,
    )
}
