"""What is said of a cart that came from another store, in French and English."""

MOVING: dict[str, tuple[str, str]] = {
    "moved_title": ("Ce qui change", "What changes"),
    "moved_all_one": (
        "Votre article se trouve aussi chez {store}.",
        "Your item is there at {store} too.",
    ),
    "moved_all_other": (
        "Vos {count} articles se trouvent tous chez {store}.",
        "All your {count} items are there at {store}.",
    ),
    "moved_some_one": (
        "Un de vos {every} articles se trouve chez {store}.",
        "One of your {every} items is there at {store}.",
    ),
    "moved_some_other": (
        "{count} de vos {every} articles se trouvent chez {store}.",
        "{count} of your {every} items are there at {store}.",
    ),
    "moved_none_one": (
        "Votre article ne se trouve pas chez {store}.",
        "Your item is not there at {store}.",
    ),
    "moved_none_other": (
        "Aucun de vos {count} articles ne se trouve chez {store}.",
        "None of your {count} items is there at {store}.",
    ),
    "moved_total": (
        "Le panier y fait {now}, au lieu de {was} chez {store}.",
        "The cart comes to {now} there, instead of {was} at {store}.",
    ),
    "moved_gone_title": ("Ce qui manque", "What is missing"),
    "moved_missing": ("Ce magasin ne le vend pas.", "This store does not sell it."),
    "moved_sold_out": ("Il n’y en a plus ici.", "There is none left here."),
    "moved_instead": ("Le plus proche, si vous voulez :", "The nearest, if you like:"),
    "moved_no_instead": ("Rien de proche ici.", "Nothing near here."),
    "moved_fewer_title": ("Moins que voulu", "Less than you wanted"),
    "moved_fewer": ("{now} au lieu de {asked}", "{now} instead of {asked}"),
    "moved_prices_title": ("D’autres prix", "Other prices"),
    "moved_price": ("{now} au lieu de {was}", "{now} instead of {was}"),
    "moved_price_kg": ("{now}/kg au lieu de {was}/kg", "{now}/kg instead of {was}/kg"),
    "moved_promo_over": ("« {offer} » : pas ici", "“{offer}”: not here"),
    "moved_already_title": ("Déjà dans votre panier ici", "Already in your cart here"),
    "moved_lost_title": ("Ce qui ne suit pas", "What does not come along"),
    "moved_slot_delivery": (
        "Le créneau de livraison {when} : il est gardé quelques minutes chez {store}.",
        "The delivery slot {when}: it is kept for a few minutes at {store}.",
    ),
    "moved_slot_pickup": (
        "Le créneau de retrait {when} : il est gardé quelques minutes chez {store}.",
        "The pickup slot {when}: it is kept for a few minutes at {store}.",
    ),
    "moved_no_delivery": ("La livraison : ce magasin ne livre pas.", "Delivery: there is none."),
    "moved_no_pickup": ("Le retrait : ce magasin n’en fait pas.", "Pickup: there is none."),
    "moved_code": (
        "Le code {code} : il n’est pas connu ici.",
        "The code {code}: it is not known here.",
    ),
    "moved_same_one": (
        "Un article ne change pas : même produit, même prix.",
        "One item stays as it is: same product, same price.",
    ),
    "moved_same_other": (
        "{count} articles ne changent pas : mêmes produits, mêmes prix.",
        "{count} items stay as they are: same products, same prices.",
    ),
    "moved_on": ("Continuer avec ce panier", "Go on with this cart"),
    "moved_back": ("Revenir à {store}", "Go back to {store}"),
    "moved_kept": (
        "Votre panier y est gardé tel quel.",
        "Your cart is kept there as it was.",
    ),
    "moved_away": (
        "Ce panier a été copié chez {store} : ce qui est fait là-bas ne change rien ici.",
        "This cart was copied to {store}: what is done there changes nothing here.",
    ),
    "moved_follow": ("Aller à {store}", "Go to {store}"),
    "moved_see": ("Ce qui a changé en venant de {store}", "What changed coming from {store}"),
}
