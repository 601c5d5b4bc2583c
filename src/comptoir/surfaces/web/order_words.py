"""What an order's page says of its letters, in French and English."""

ORDERS: dict[str, tuple[str, str]] = {
    "order_mail": ("Confirmation par e-mail", "Confirmation by e-mail"),
    "order_mail_to": (
        "Les messages de cette commande partent à {email}.",
        "The messages about this order go to {email}.",
    ),
    "order_mail_ask": ("Recevoir la confirmation par e-mail", "Get the confirmation by e-mail"),
    "order_mail_change": ("Corriger l’adresse", "Correct the address"),
    "order_mail_send": ("Envoyer la confirmation", "Send the confirmation"),
}
