"""The tools of this door: how each is called, described and run."""

from typing import Any

from comptoir.street.rpc.tools import Tool
from comptoir.surfaces.mcp import asks, baskets, documents, goods, talk, till
from comptoir.surfaces.mcp.shopper import Shopper

_GOODS: tuple[Tool[Shopper, Any, Any], ...] = (
    Tool(
        "find_stores",
        "Find stores",
        "Stores of the grocer, by words, by a postcode they deliver to, by mode.",
        asks.FindStores,
        documents.Stores,
        goods.find_stores,
        reads=True,
    ),
    Tool(
        "search_products",
        "Search products",
        "Products of a store by words (French or English, misspelt or misheard ones too) and "
        "filters, best first, with price, unit price, stock, allergens and origin of this moment.",
        asks.SearchProducts,
        documents.Products,
        goods.search_products,
        reads=True,
    ),
    Tool(
        "get_product",
        "Product sheet",
        "A product as a store sells it now, with legal name, ingredients, allergens, traces and "
        "nutrition, and what would do instead of it.",
        asks.GetProduct,
        documents.ProductSheet,
        goods.get_product,
        reads=True,
    ),
    Tool(
        "list_windows",
        "Pickup and delivery windows",
        "Windows of a store that still have a place, earliest first, with their fee and the last "
        "moment to order for them.",
        asks.ListWindows,
        documents.Windows,
        goods.list_windows,
        reads=True,
    ),
)

_CART: tuple[Tool[Shopper, Any, Any], ...] = (
    Tool(
        "start_shopping",
        "Start shopping",
        "Opens the shopper's cart in a store, or gives the one that is open. A shopper whom the "
        "connection does not name becomes a guest: the answer has a `session` then, which every "
        "later call needs. A guest who starts twice has two carts.",
        asks.StartShopping,
        documents.Started,
        baskets.start_shopping,
        repeats=False,
    ),
    Tool(
        "get_cart",
        "Cart",
        "The cart as it stands, at the prices that hold now.",
        asks.GetCart,
        documents.Cart,
        baskets.get_cart,
        reads=True,
    ),
    Tool(
        "add_to_cart",
        "Add to the cart",
        "Adds products to what the cart has, in whole pieces or grams. A line that the store "
        "cannot promise whole changes nothing and says what is left.",
        asks.PutLines,
        documents.ChangedCart,
        baskets.add_to_cart,
        repeats=False,
    ),
    Tool(
        "set_quantities",
        "Set quantities",
        "Sets how much of each product the cart has, instead of what it had.",
        asks.PutLines,
        documents.ChangedCart,
        baskets.set_quantities,
        destroys=True,
    ),
    Tool(
        "remove_from_cart",
        "Take out of the cart",
        "Takes products out of the cart; one that is not in it is no mistake.",
        asks.RemoveLines,
        documents.ChangedCart,
        baskets.remove_from_cart,
        destroys=True,
    ),
    Tool(
        "choose_window",
        "Choose a window",
        "Keeps a place in a window for the cart for 15 minutes, instead of the one it had, and "
        "takes the window's mode.",
        asks.ChooseWindow,
        documents.ChangedCart,
        baskets.choose_window,
    ),
    Tool(
        "usual_basket",
        "Usual basket",
        "What the household takes again and again from a store, most often first, with the usual "
        "quantity and the price and stock of now. It changes nothing.",
        asks.UsualBasket,
        documents.UsualBasket,
        baskets.usual_basket,
        reads=True,
    ),
    Tool(
        "set_delivery_address",
        "Delivery address",
        "Keeps where to deliver the shopper's orders. No tool ever gives it back.",
        asks.SetDeliveryAddress,
        documents.AddressKept,
        baskets.set_delivery_address,
        destroys=True,
    ),
    Tool(
        "say",
        "Say a sentence",
        "Takes the shopper's own sentence to the counter: adding, correcting, asking, choosing, "
        "the usual basket, recipes, windows, checking out. Read the answer's `say` to the "
        "shopper, and pass what they answer, with `conversation`, to this tool again. An order "
        "is placed only when the shopper says yes to a total that was read out.",
        asks.Say,
        documents.Answer,
        talk.say,
        destroys=True,
        repeats=False,
    ),
)

_TILL: tuple[Tool[Shopper, Any, Any], ...] = (
    Tool(
        "preview_order",
        "Preview the order",
        "Exactly what an order of the cart would be: total, fee, mode, window, lines; or what is "
        "still missing. Changes nothing. Read it to the shopper: its `confirmation` is good for "
        "10 minutes and for this state of the cart only.",
        asks.PreviewOrder,
        documents.Preview,
        till.preview_order,
        reads=True,
    ),
    Tool(
        "place_order",
        "Place the order",
        "Orders the cart. Call it only after the shopper has said yes to the preview whose "
        "`confirmation` it takes. When anything has changed since, nothing is ordered and the new "
        "preview comes back. The same confirmation again gives the same order.",
        asks.PlaceOrder,
        documents.Placing,
        till.place_order,
        destroys=True,
    ),
    Tool(
        "get_order",
        "Order",
        "An order of the household as it stands: state, window, lines, total.",
        asks.GetOrder,
        documents.Order,
        till.get_order,
        reads=True,
    ),
)

TOOLS = (*_GOODS, *_CART, *_TILL)
"""Every tool of this door."""
