"""What the till says, in French and English."""

TILL: dict[str, tuple[str, str]] = {
    "till": ("Commander", "Order"),
    "till_how": ("Livraison ou retrait ?", "Delivery or pickup?"),
    "till_when": ("Quand ?", "When?"),
    "till_pay": ("Comment payer ?", "How to pay?"),
    "till_email": ("Votre e-mail", "Your e-mail"),
    "till_email_hint": (
        "Pour les messages de cette commande, rien d’autre.",
        "For the messages about this order, nothing else.",
    ),
    "till_summary": ("Récapitulatif", "Summary"),
    "till_change": ("Modifier le panier", "Change the cart"),
    "till_at_store": ("Retrait à {store}", "Pickup at {store}"),
    "slot_full": ("complet", "full"),
    "slot_left": ("plus que {left}", "{left} left"),
    "slot_chosen": ("choisi", "chosen"),
    "no_slots": (
        "Plus aucun créneau ces jours-ci. Essayez l’autre mode, ou revenez demain.",
        "No slot left these days. Try the other way, or come back tomorrow.",
    ),
    "need": ("Pour commander, il manque :", "To order, this is missing:"),
    "need_lines": ("des articles dans le panier", "items in the cart"),
    "need_minimum": ("{amount} pour atteindre le minimum", "{amount} to reach the minimum order"),
    "need_stock": ("des articles disponibles", "items that are there"),
    "need_age": ("votre âge", "your age"),
    "need_mode": ("la livraison ou le retrait", "delivery or pickup"),
    "need_address": ("une adresse de livraison", "a delivery address"),
    "need_slot": ("un créneau", "a slot"),
    "pay_by_at_handover": ("À la remise des courses", "When you receive your groceries"),
    "pay_by_at_handover_hint": ("carte ou espèces", "card or cash"),
    "pay_by_sandbox": ("Carte bancaire", "Bank card"),
    "pay_by_sandbox_hint": ("paiement d’essai, rien n’est débité", "trial payment, no charge"),
    "order_button": (
        "Commander avec obligation de paiement",
        "Order with obligation to pay",
    ),
    "order_terms": (
        "Les articles pesés sont payés au poids préparé. Annulation jusqu’à l’heure limite.",
        "Weighed items are charged as picked. You may cancel until the slot’s cut-off.",
    ),
    "till_empty": ("Votre panier est vide.", "Your cart is empty."),
    "till_empty_hint": (
        "Demandez un produit au comptoir, puis revenez ici.",
        "Ask for a product at the counter, then come back.",
    ),
}
