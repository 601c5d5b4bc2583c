"""What the page itself says, in French and English; what the counter says comes from its room."""

from comptoir.kernel.locale import Language
from comptoir.street.typography import typeset
from comptoir.surfaces.web.account_words import ACCOUNT, WITHDRAWAL
from comptoir.surfaces.web.away_words import AWAY
from comptoir.surfaces.web.goods_words import GOODS
from comptoir.surfaces.web.moving_words import MOVING
from comptoir.surfaces.web.order_words import ORDERS
from comptoir.surfaces.web.side_words import SIDE
from comptoir.surfaces.web.text_words import PARTICULARS
from comptoir.surfaces.web.till_words import TILL

_FRAME: dict[str, tuple[str, str]] = {
    # The frame
    "shop": ("Comptoir, faites vos courses en parlant", "Comptoir, shop by talking"),
    "skip": ("Aller à la conversation", "Skip to the conversation"),
    "home": ("Comptoir, accueil", "Comptoir, home"),
    "store": ("Magasin", "Store"),
    "change_store": ("Changer", "Change"),
    "other_language": ("English", "Français"),
    "demo": (
        "Boutique de démonstration : rien n’est encaissé, rien n’est livré.",
        "Demonstration shop: nothing is charged, nothing is delivered.",
    ),
    "search": ("Chercher", "Search"),
    "search_hint": ("Un produit, une marque, un plat…", "A product, a brand, a dish…"),
    "search_aloud": ("Parler au comptoir", "Talk to the counter"),
    "aisles": ("Rayons", "Aisles"),
    "dock": ("Accès rapides", "Quick access"),
    "dock_home": ("Accueil", "Home"),
    "dock_talk": ("Parler", "Talk"),
    "dock_account": ("Compte", "Account"),
    "sign_in": ("Se connecter", "Sign in"),
    "privacy": (
        "Un seul cookie, pour retrouver votre panier. Aucun traceur.",
        "A single cookie, to find your cart again. No trackers.",
    ),
    "offline": ("Connexion perdue, nouvel essai…", "Connection lost, trying again…"),
    # The conversation
    "talk": ("Que vous faut-il ?", "What do you need?"),
    "log": ("Conversation", "Conversation"),
    "you": ("Vous", "You"),
    "counter": ("Comptoir", "Comptoir"),
    "greeting": (
        "Bonjour ! Dites les produits et les quantités, comme au comptoir.",
        "Hello! Say products and quantities, as you would at the counter.",
    ),
    "examples": ("Par exemple", "For instance"),
    "example_1": (
        "deux litres de lait demi-écrémé et six œufs",
        "two litres of semi-skimmed milk and six eggs",
    ),
    "example_2": ("une livre de tomates", "a pound of tomatoes"),
    "example_3": ("comme d’habitude", "my usual basket"),
    "say": ("Votre demande", "Your request"),
    "say_hint": ("deux litres de lait, une livre de tomates…", "two litres of milk, tomatoes…"),
    "send": ("Envoyer", "Send"),
    "mic_speak": ("Parler", "Speak"),
    "mic_stop": ("Terminer", "Finish"),
    "mic_listening": ("Je vous écoute…", "Listening…"),
    "mic_writing": ("J’écris ce que j’ai entendu…", "Writing down what I heard…"),
    "mic_denied": (
        "Le micro est bloqué : autorisez-le dans votre navigateur, ou écrivez.",
        "The microphone is blocked: allow it in your browser, or type.",
    ),
    "mic_missing": ("Je ne trouve pas de micro : écrivez.", "There is no microphone: type."),
    "not_heard": (
        "Je n’ai pas compris l’enregistrement. Réessayez, ou écrivez.",
        "I could not make out the recording. Try again, or type.",
    ),
    "nothing_said": (
        "Je n’ai rien entendu. Réessayez plus près du micro, ou écrivez.",
        "I heard nothing. Try again closer to the microphone, or type.",
    ),
    "recording_too_long": (
        "C’est trop long : parlez trente secondes au plus.",
        "That is too long: speak for thirty seconds at most.",
    ),
    "no_recogniser": (
        "Cette boutique ne sait pas écouter : écrivez.",
        "This shop cannot listen: type.",
    ),
    "choices": ("Vous pouvez dire", "You can say"),
    "see_order": ("Voir la commande", "See the order"),
    "earlier": (
        "Les échanges plus anciens ne sont pas montrés.",
        "Earlier exchanges are not shown.",
    ),
    # The cart
    "cart": ("Votre panier", "Your cart"),
    "to_cart": ("Panier", "Cart"),
    "to_talk": ("Revenir à la conversation", "Back to the conversation"),
    "items_one": ("{count} article", "{count} item"),
    "items_other": ("{count} articles", "{count} items"),
    "empty": ("Il est encore vide.", "It is still empty."),
    "empty_hint": (
        "Demandez un produit : il arrive ici, avec son prix.",
        "Ask for a product: it lands here, with its price.",
    ),
    "pack_of": ("lot de {pieces}", "pack of {pieces}"),
    "each": ("{price} l’unité", "{price} each"),
    "less": ("Moins de {name}", "Less {name}"),
    "more": ("Plus de {name}", "More {name}"),
    "remove": ("Retirer {name}", "Remove {name}"),
    "quantity_of": ("Quantité de {name}", "Quantity of {name}"),
    "line_deposit": ("+ {amount} de consigne", "+ {amount} deposit"),
    "price_was": ("au lieu de {price}", "was {price}"),
    "line_left": ("Il n’en reste que {left}.", "Only {left} left."),
    "line_gone": ("Il n’y en a plus.", "There is none left."),
    "line_note": ("Note : {note}", "Note: {note}"),
    "goods": ("Articles", "Items"),
    "deposits": ("Consignes", "Deposits"),
    "discount": ("Remise {code}", "Discount {code}"),
    "discount_expired": ("Le code {code} a expiré.", "The code {code} has expired."),
    "discount_minimum": (
        "Le code {code} demande un panier plus grand.",
        "The code {code} asks for a larger cart.",
    ),
    "discount_unknown": ("Le code {code} n’existe pas.", "There is no code {code}."),
    "fee_delivery": ("Livraison", "Delivery"),
    "fee_pickup": ("Retrait", "Pickup"),
    "free": ("sans frais", "free"),
    "total": ("Total", "Total"),
    "vat_inside": ("TVA comprise : {amount}", "VAT included: {amount}"),
    "vat_split": ("TVA par taux", "VAT by rate"),
    "vat_rate": ("Taux", "Rate"),
    "vat_net": ("Hors taxe", "Net"),
    "vat_vat": ("TVA", "VAT"),
    "vat_gross": ("TTC", "Gross"),
    "minimum_missing": (
        "Encore {amount} pour atteindre le minimum de commande.",
        "{amount} to go to reach the minimum order.",
    ),
    "age": (
        "Un article est réservé aux {age} ans et plus.",
        "An item is for people of {age} and over.",
    ),
    "age_confirm": ("J’ai {age} ans ou plus", "I am {age} or over"),
    "mode_delivery": ("Livraison", "Delivery"),
    "mode_pickup": ("Retrait en magasin", "Pickup at the store"),
    "window_held": ("Créneau gardé jusqu’à {time}", "Slot kept until {time}"),
    "window_lapsed": (
        "Ce créneau n’est plus gardé : dites quand vous le voulez.",
        "This slot is no longer kept: say when you want it.",
    ),
    "no_window": ("Pas encore de créneau", "No slot yet"),
    "choose_delivery": ("Livraison", "Delivery"),
    "choose_pickup": ("Retrait", "Pickup"),
    "say_delivery": ("livraison", "delivery"),
    "say_pickup": ("retrait en magasin", "pickup"),
    "check_out": ("Valider la commande", "Check out"),
    "say_check_out": ("valide", "check out"),
    # Where it goes
    "place_delivery": ("Où livrer ?", "Where to deliver?"),
    "place_pickup": ("Pour le retrait", "For pickup"),
    "give_address": ("Il manque votre adresse", "Your address is missing"),
    "known_delivery": ("Livraison chez", "Delivered to"),
    "known_pickup": ("Au nom de", "In the name of"),
    "change_delivery": ("Modifier l’adresse", "Change the address"),
    "change_pickup": ("Modifier le nom ou le téléphone", "Change name or phone"),
    "add_pickup": ("Donner un nom et un téléphone", "Give a name and a phone number"),
    "keep_delivery": ("Enregistrer l’adresse", "Save the address"),
    "keep_pickup": ("Enregistrer", "Save"),
    "field_recipient": ("Nom", "Name"),
    "field_street": ("Numéro et rue", "Number and street"),
    "field_postcode": ("Code postal", "Postcode"),
    "field_city": ("Ville", "Town"),
    "field_phone": ("Téléphone", "Phone"),
    "optional": ("facultatif", "optional"),
    "zone_hint": ("Nous livrons à : {postcodes}.", "We deliver to: {postcodes}."),
    "place_check": (
        "Rien n’a été enregistré : regardez ce qui est signalé dans le formulaire.",
        "Nothing was saved: please look at what is marked in the form.",
    ),
    "wrong_required": ("Remplissez ce champ.", "Please fill this in."),
    "wrong_too_long": ("{most} caractères au plus.", "At most {most} characters."),
    "wrong_give_a_postcode": ("Écrivez un code postal.", "Write a postcode."),
    "wrong_phone": (
        "Écrivez un numéro, ou laissez vide.",
        "Write a phone number, or leave it empty.",
    ),
    "wrong_out_of_zone": (
        "Nous ne livrons pas au {postcode}. Vous pouvez choisir le retrait.",
        "We do not deliver to {postcode}. You may choose pickup.",
    ),
    "wrong_other": ("Cela ne peut pas être enregistré.", "This cannot be saved."),
    # What came of a click
    "only_some": (
        "Il ne reste que {left} de « {name} » : rien n’a été changé.",
        "Only {left} of “{name}” left: nothing was changed.",
    ),
    "sold_out": (
        "Il n’y a plus de « {name} » : rien n’a été changé.",
        "There is no “{name}” left: nothing was changed.",
    ),
    # The order
    "order": ("Commande {number}", "Order {number}"),
    "order_thanks": (
        "Merci ! Votre commande est enregistrée.",
        "Thank you! Your order has been placed.",
    ),
    "order_state": ("État", "State"),
    "state_held": ("En attente de paiement", "Waiting for payment"),
    "state_placed": ("Enregistrée", "Placed"),
    "state_released": ("Transmise au magasin", "Passed to the store"),
    "state_picking": ("En préparation", "Being picked"),
    "state_picked": ("Préparée", "Picked"),
    "state_staged": ("Prête à partir", "Ready to leave"),
    "state_out_for_delivery": ("En route", "On its way"),
    "state_ready_for_pickup": ("Prête à retirer", "Ready to collect"),
    "state_handed_over": ("Remise", "Handed over"),
    "state_settled": ("Terminée", "Completed"),
    "state_expired": ("Expirée", "Expired"),
    "state_cancelled": ("Annulée", "Cancelled"),
    "when": ("Quand", "When"),
    "where": ("Où", "Where"),
    "payment": ("Paiement", "Payment"),
    "pay_at_handover": ("À la remise des courses", "When you receive your groceries"),
    "pay_other": ("En ligne", "Online"),
    "ordered_at": ("Passée", "Ordered"),
    "lines": ("Articles commandés", "Ordered items"),
    "col_item": ("Article", "Item"),
    "col_quantity": ("Quantité", "Quantity"),
    "col_price": ("Prix", "Price"),
    "col_vat": ("TVA", "VAT"),
    "col_total": ("Total", "Total"),
    "per_kg": ("{price}/kg", "{price}/kg"),
    "includes_deposit": ("dont {amount} de consigne", "including {amount} deposit"),
    "cancel": ("Annuler la commande", "Cancel the order"),
    "cancel_until": ("Possible jusqu’au {when}.", "Possible until {when}."),
    "cancel_sure": (
        "Les articles et le créneau seront rendus, rien ne sera encaissé.",
        "The items and the slot will be given back, nothing will be charged.",
    ),
    "cancel_yes": ("Oui, annuler", "Yes, cancel"),
    "cancel_no_more": (
        "Elle ne peut plus être annulée ici.",
        "It can no longer be cancelled here.",
    ),
    "order_cancelled": (
        "Cette commande est annulée. Rien ne sera encaissé.",
        "This order is cancelled. Nothing will be charged.",
    ),
    "order_expired": (
        "Cette commande n’a pas abouti : rien n’est encaissé, votre panier est gardé.",
        "This order came to nothing: nothing is charged, your cart is kept.",
    ),
    "order_waits": (
        "Nous attendons la réponse du paiement. Vos articles sont gardés.",
        "We are waiting for the payment’s answer. Your items are kept.",
    ),
    "order_challenged": (
        "Le paiement attend votre confirmation. Vos articles sont gardés.",
        "The payment waits for you to confirm it. Your items are kept.",
    ),
    "go_on_paying": ("Confirmer le paiement", "Confirm the payment"),
    # The payment that is not one
    "trial": ("Paiement d’essai", "Trial payment"),
    "trial_hint": (
        "Paiement d’essai : aucun argent réel. Choisissez comment il se termine.",
        "Trial payment: no real money. Choose how it ends.",
    ),
    "trial_of": ("{amount} pour la commande {number}", "{amount} for order {number}"),
    "trial_succeed": ("Réussir le paiement", "Let it succeed"),
    "trial_fail": ("Échouer", "Let it fail"),
    "back": ("Retour aux courses", "Back to shopping"),
    # When it does not work
    "trouble": ("Ça n’a pas marché", "That did not work"),
    "not_found": ("Page introuvable", "Page not found"),
    "not_found_hint": (
        "Cette adresse ne mène à rien, ou à quelque chose qui n’est pas à vous.",
        "This address leads nowhere, or to something that is not yours.",
    ),
    "session_expired": (
        "Votre session a expiré. Rouvrez la boutique : ce qui était commandé le reste.",
        "Your session has expired. Open the shop again: what was ordered stays ordered.",
    ),
    "form_token": (
        "Cette page n’est plus à jour. Rouvrez la boutique et recommencez : rien n’a été changé.",
        "This page is out of date. Open the shop and try again: nothing was changed.",
    ),
    "other_site": (
        "Cette demande vient d’un autre site : rien n’a été changé.",
        "This request comes from another site: nothing was changed.",
    ),
    "bad_form": (
        "Cette demande n’a pas pu être lue : rien n’a été changé.",
        "This request could not be read: nothing was changed.",
    ),
    "too_large": (
        "C’est trop long : une demande tient en mille caractères.",
        "That is too long: a request fits into a thousand characters.",
    ),
    "no_store": (
        "Cette boutique n’a pas encore de magasin.",
        "This shop has no store yet.",
    ),
    "wrong_method": ("Cette adresse ne se lit pas ainsi.", "This address is not used that way."),
    "broken": (
        "Une erreur de notre côté. Réessayez dans un instant.",
        "An error on our side. Please try again in a moment.",
    ),
    "open_shop": ("Ouvrir la boutique", "Open the shop"),
}

TABLES = (_FRAME, ACCOUNT, AWAY, GOODS, MOVING, ORDERS, PARTICULARS, SIDE, TILL, WITHDRAWAL)
"""The words of each part of the page; no two parts use the same key."""

_WORDS = {key: words for table in TABLES for key, words in table.items()}


class Words:
    """The page's words in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._place = 0 if language is Language.FRENCH else 1

    def __call__(self, key: str, **facts: object) -> str:
        """Give the words for `key`, with `facts` put in; `count` chooses one or several.

        :raises KeyError: when there are none.
        """
        if "count" in facts:
            key = f"{key}_one" if facts["count"] in {0, 1} else f"{key}_other"
        return typeset(_WORDS[key][self._place], self.language).format(**facts)

    def has(self, key: str) -> bool:
        """Tell whether there are words for `key`."""
        return key in _WORDS
