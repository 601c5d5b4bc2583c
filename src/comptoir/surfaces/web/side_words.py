"""What the counter beside every page and the cart's drawer say, in French and English."""

SIDE: dict[str, tuple[str, str]] = {
    "counter_here": ("Le comptoir", "The counter"),
    "counter_hint": ("« mets le deuxième », « du café »…", "“add the second one”, “coffee”…"),
    "whole_talk": ("Toute la conversation", "The whole conversation"),
    "answers_aloud": ("Répondre à voix haute quand je parle", "Answer aloud when I speak"),
    "panel_away": ("Ranger le comptoir", "Put the counter away"),
    "cart_now": ("Panier : {articles}, {total}", "Cart: {articles}, {total}"),
    "see_cart": ("Voir le panier", "See the cart"),
    "ordered_elsewhere": (
        "Ce panier vient d’être commandé ailleurs.",
        "This cart has just been ordered elsewhere.",
    ),
    "newest_answer": ("La dernière réponse", "The newest answer"),
    "panel_close": ("Fermer", "Close"),
}
