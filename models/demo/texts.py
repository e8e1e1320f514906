"""What customers of the demo desk complain about, ask and say, and what agents write about it.

Each theme's texts belong together. In them ``{item}`` and ``{items}`` are a product, ``{n}`` and
``{N}`` a number as a word, ``{day}`` a day in the past, ``{soon}`` one to come, ``{place}`` and
``{other}`` two locations, ``{order}`` the order.
"""

from __future__ import annotations

from typing import NamedTuple


class Theme(NamedTuple):
    """One kind of trouble with an order; ``about`` tells what its lines ask for: quantity, date or location."""

    group: str
    service: str
    reason: str
    about: str
    said: tuple[str, ...]
    complaints: tuple[str, ...]
    notes: tuple[str, ...]
    question: str
    reply: str
    code: str
    solved: str
    denied: str


RETURNS, DELIVERIES, BILLING, KEY = "Returns", "Deliveries", "Billing", "Key accounts"

THEMES = (
    Theme(
        RETURNS, "dispute", "other", "quantity",
        ("{N} {items} short", "{N} {items} missing from the delivery of {day}"),
        ("We unpacked everything twice: {n} {items} are not there.", "The delivery note says complete, but {n} {items} are missing."),
        ("Warehouse confirms: {n} {items} were never packed.", "Weight of the parcel fits the customer's count, so they were never packed."),
        "How many parcels arrived, and is there a number on the labels?",
        "Two parcels, the labels end in 04 and 05.",
        "added_replacement_product", "The missing {items} are on their way.", "All {items} were handed over against signature.",
    ),
    Theme(
        RETURNS, "dispute", "other", "quantity",
        ("{N} {items} scratched", "{N} {items} arrived damaged", "{N} {items} short, one cracked"),
        ("{N} of the {items} have deep scratches, the cartons looked fine.", "One corner of each carton was crushed. Photos are attached to the e-mail."),
        ("Photos show the damage, carrier informed.", "Carrier admits that the pallet tipped over."),
        "Could you send us a photo of the damage and of the carton?",
        "Here they are. The carton is gone already, sorry.",
        "added_replacement_product", "{N} {items} replaced, the damaged ones are picked up.", "Damage was reported after the thirty days of the contract.",
    ),
    Theme(
        RETURNS, "dispute", "initial_input_incorrect", "quantity",
        ("Wrong colour delivered, wants exchange", "{items_cap}: brass ordered, black arrived", "Wrong voltage"),
        ("We ordered the same {items} as last year, these are different ones.", "The article number on the box is not the one we ordered."),
        ("Order has the right article, picking took the neighbour's shelf.", "Article number was mistyped when the order was entered."),
        "Which article number stands on the label of the box?",
        "It ends in 118, we ordered 113.",
        "change_approved", "Exchange agreed, the right {items} leave on {soon}.", "The delivered article is the one that was ordered and confirmed.",
    ),
    Theme(
        DELIVERIES, "dispute", "other", "date",
        ("Delivery date moved twice, asks for refund", "{items_cap} promised for {day}, still not here"),
        ("This is the second new date. Our guests come on {soon}!", "Nobody called us. When do the {items} really come?"),
        ("Supplier confirms a container that is late, no firm date yet.", "Called the carrier: it stands in the depot and goes out tomorrow."),
        "Would a part delivery this week help you?",
        "Yes, please, whatever you have.",
        "solved", "Delivered by courier, freight refunded.", "The date was given as not binding in the offer.",
    ),
    Theme(
        DELIVERIES, "change_request", "change_in_contract", "date",
        ("Postpone the {items} to {soon}", "Earlier delivery of {n} {items} wanted"),
        ("The builders are late, please don't deliver before {soon}.", "Our opening has moved, could the {items} come by {soon}?"),
        ("Carrier has a free slot on {soon}.", "Storage costs explained on the phone, customer agrees."),
        "Is somebody there to sign between eight and ten?",
        "Yes, please ring at the side door.",
        "change_approved", "New date {soon} booked and confirmed.", "No vehicle is free on that day.",
    ),
    Theme(
        DELIVERIES, "change_request", "initial_input_incorrect", "location",
        ("Change delivery to {place}", "Wrong delivery address, {place} instead of {other}"),
        ("Please send the {items} to {place}, {other} is closed for works.", "Sorry, we gave you the wrong address when ordering."),
        ("Not yet loaded, address can still be changed.", "Depot holds the pallet until we answer."),
        "Is there a ramp at {place}, or do we need a tail lift?",
        "No ramp. A tail lift would be good.",
        "change_approved", "Rerouted to {place}.", "It was delivered to {other} before the request came in.",
    ),
    Theme(
        DELIVERIES, "dispute", "other", "quantity",
        ("{items_cap} delivered twice", "Got {n} {items} that nobody ordered"),
        ("A second pallet came today. We have no room for it.", "We never ordered these. Please pick them up."),
        ("Shipment was booked twice by the carrier.", "Labels swapped with another customer's in the depot."),
        "When can we pick up what is too much?",
        "Any morning but {soon}.",
        "solved", "Picked up, nothing was invoiced.", "Both deliveries were ordered, see the confirmation of {day}.",
    ),
    Theme(
        BILLING, "dispute", "initial_input_incorrect", "quantity",
        ("Invoice to the wrong branch", "Invoice for {order} lacks the purchase number"),
        ("Our accounting refuses the invoice, it names {other}.", "Without our purchase number nobody here can pay it."),
        ("Address of the branch corrected in the customer record.", "Old invoice cancelled, new one waits for release."),
        "Which branch, and which purchase number, should stand on it?",
        "{place}, and the number is 45-7711.",
        "solved", "Corrected invoice sent.", "The invoice shows what the order says.",
    ),
    Theme(
        BILLING, "dispute", "other", "quantity",
        ("Price differs from the offer of {day}", "Charged for {n} {items} too many", "Discount missing on the {items}"),
        ("Your offer of {day} was lower. Please check.", "We agreed on ten per cent, the invoice knows nothing of it."),
        ("Offer found: the customer is right.", "The discount was entered for another order."),
        "Could you send us the offer that you have?",
        "Attached. See page two.",
        "change_approved", "Credit note for the difference sent.", "The offer had expired when the order came in.",
    ),
    Theme(
        BILLING, "dispute", "other", "quantity",
        ("Paid twice, wants the second payment back", "Reminder for an invoice that is paid"),
        ("We paid on {day}, and today a reminder came.", "Please send the second payment back to the same account."),
        ("Payment sits on the account of another customer.", "Both payments found, one to be returned."),
        "From which account, and with which text, did you pay?",
        "The usual one, the text was {order}.",
        "solved", "Payment booked to the right invoice, reminder withdrawn.", "Only one payment has reached us.",
    ),
    Theme(
        KEY, "change_request", "increase_demand", "quantity",
        ("Add {n} {items} to the order", "{N} more {items} for {place}", "Wants {n} {items} more at the same price"),
        ("We need {n} more {items}, same colour, same price please.", "Is it still possible to add {n} {items} to {order}?"),
        ("Stock is enough for {n} more.", "Price of the frame contract holds until the end of the quarter."),
        "Together with the rest, or as a delivery of its own?",
        "Together, please.",
        "change_approved", "{N} {items} added to the order.", "Sold out, and the supplier does not make them any more.",
    ),
    Theme(
        KEY, "change_request", "change_in_contract", "quantity",
        ("Cancel the second half of the order", "{N} {items} fewer than ordered"),
        ("Two floors less will be furnished. Please take {n} {items} off.", "The project is cut in half, so is our order, sadly."),
        ("Not yet produced, can be taken off without costs.", "Supplier asks for a tenth of the price as a fee."),
        "Does that go for the fitting {items} as well?",
        "No, those we keep.",
        "change_approved", "Order shortened, confirmation sent.", "The {items} are made to measure and can't be given back.",
    ),
    Theme(
        KEY, "change_request", "change_in_contract", "location",
        ("Split the delivery between {place} and {other}", "{N} {items} to {place}, the rest to {other}"),
        ("Half of it should go to {place} from now on.", "Please deliver to both houses, see the list."),
        ("Two delivery notes prepared.", "Freight for the second address is in the contract."),
        "Who signs for the goods at {place}?",
        "The front desk, day and night.",
        "change_approved", "Two deliveries planned.", "The contract names one address only.",
    ),
    Theme(
        RETURNS, "change_request", "other", "quantity",
        ("Return of {n} {items}, not needed", "Wants to give back {n} {items}", "{items_cap} too large for the room"),
        ("They do not fit through our door. Can we send {n} back?", "{N} {items} are left over, still in their boxes."),
        ("Within the time for returns, goods unopened.", "Return label prepared, waits for an answer."),
        "Are they unopened and in their boxes?",
        "All but one.",
        "change_approved", "Return booked, money follows when they are here.", "Opened goods of this kind are not taken back.",
    ),
    Theme(
        RETURNS, "dispute", "other", "quantity",
        ("Screws missing for {n} {items}", "Assembly guide of the {items} is wrong", "One {item} wobbles"),
        ("The bag with the screws is missing in {n} boxes.", "Step four can't be done with the parts in the box."),
        ("Known fault of this batch, spare bags in stock.", "Supplier sent a corrected guide."),
        "Which batch number stands on the box?",
        "B-0417 on all of them.",
        "solved", "Spare parts sent by post.", "The parts were in the box, the customer found them.",
    ),
)  # fmt: skip

#: The theme of a case that takes pieces off an order.
FEWER = next(theme for theme in THEMES if theme.said[0] == "Cancel the second half of the order")

PRODUCTS = (
    ("lamp", "lamps"), ("floor lamp", "floor lamps"), ("chair", "chairs"), ("bar stool", "bar stools"),
    ("cushion", "cushions"), ("side table", "side tables"), ("shelf", "shelves"), ("desk", "desks"),
    ("rug", "rugs"), ("curtain", "curtains"), ("mirror", "mirrors"), ("armchair", "armchairs"),
    ("lamp shade", "lamp shades"), ("mattress", "mattresses"), ("wardrobe", "wardrobes"), ("bench", "benches"),
)  # fmt: skip
PLACES = (
    "the harbour store", "the mill annex", "the north warehouse", "the garden house", "the old station",
    "the hill branch", "the market hall", "the river office",
)  # fmt: skip
ACCOUNTS = (
    "Copper Kettle Inns", "Blue Door Guesthouses", "Larkspur Libraries", "Tidewater Cafés", "Old Mill Schools",
    "Lantern Street Theatre", "Paper Crane Studios", "Seven Gables Offices", "Moonrake Hostels",
    "Bramble and Finch", "Quiet Hours Clinic", "Zwölf Brücken Hotels",
)  # fmt: skip
PEOPLE = (
    "Ines Okafor", "Kim Brandt", "Jo Mertens", "Lea Anderfeld", "Tomas Verhoek", "Nadja Quill", "Per Lindal",
    "Rosa Whitlow", "Émile Tarrant", "Yuki Hallam", "Sam Oduya", "Greta Ashby", "Milo Farran", "Ada Penrose",
)  # fmt: skip
STREETS = (
    "Kettle Lane", "Blue Door Street", "Larkspur Avenue", "Quay of the Herons", "Old Mill Road", "Lantern Street",
    "Papermakers' Yard",
)  # fmt: skip
TOWNS = ("Amsterdam", "Rotterdam", "Utrecht", "Haarlem", "Leiden")
ACCEPTANCES = ("Confirmed on the phone.", "Wrote that all is fine now.", "No objection came.", "")
CALLED_BACK = ("Called back to say thanks.", "Asked for a copy of the paperwork, sent it.")
GIVEN_UP = (
    "Entered twice, the other case goes on.",
    "Customer withdrew it before we began.",
    "Wrong customer picked.",
)
ANSWERS = (
    "Thank you, we are looking into it.",
    "We have asked the warehouse and write again by {soon}.",
    "Sorry for the trouble. I have your case on my desk now.",
)
NUDGES = ("Is there any news?", "Please call me about this, mornings are best.")
