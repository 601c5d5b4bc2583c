"""What a kilogram, a litre or a piece of each category costs in a French shop, in euros."""

_TABLE = """
alcohol-free: l 3 40
aperitifs: l 2 20
apples-pears: kg 1.5 6
baby-care: l 5 200, piece 0.015 15
baby-food: kg 3 80, l 0.3 0.6
baby-milk: kg 15 40, l 1.5 6
bacon: kg 8 40
baking-aids: kg 3 1500, l 4 150
baking-flour: kg 0.6 50
bananas-exotic: kg 1.5 30, piece 0.3 6
beef: kg 8 60
beer: l 1 10
berries: kg 8 40
bin-bags: piece 0.03 3
biscuits: kg 2 40
blue-cheese: kg 10 40
bread: kg 2 20
breakfast-cereals: kg 2 25
bulbs-batteries: piece 0.4 15
butter: kg 8 30
cabbages: kg 2.5 15, piece 1 4
candles: kg 8 40, l 150 250, piece 0.08 0.5
car-bike: l 0.6 1.5, piece 2.5 4
cat: kg 0.25 80, l 0.6 10, piece 0.8 4
cereal-bars: kg 10 40
chocolate: kg 8 50
christmas-decorations: l 10 15, piece 0.3 30
cider: l 2 10
citrus: kg 1 20, piece 0.3 4
cleaners: kg 2.5 25, l 0.6 20, piece 0.025 3
cleaning-tools: piece 0.08 10
cocoa: kg 4 25
coffee: kg 8 100
compotes: kg 2 20
condiments: kg 2 40, l 3 60
confectionery: kg 5 80
cookware: piece 0.03 15
cream: kg 8 15, l 3 15
crisps-snacks: kg 3 40
deodorant: kg 40 150, l 10 150
desserts: kg 2.5 25
diet: kg 15 1500
dishwashing: kg 0.6 1, l 1 20, piece 0.1 1.5
diy: kg 10 2000, l 15 30, piece 0.04 20
dog: kg 1 60, l 15 30, piece 0.03 10
dry-sausage: kg 10 100
edible-flowers-plants: kg 200 300, piece 2 4
eggs: l 5 8, piece 0.15 0.6
energy-drinks: kg 15 25, l 1.5 6
fire-barbecue: kg 0.5 2.5, l 3 5, piece 0.04 15
first-aid: l 20 100, piece 0.03 10
foie-gras: kg 40 200
food-storage: piece 0.05 15
fresh-cheese: kg 1.5 15
fresh-pasta: kg 3 20
fresh-pizza: kg 5 20
fresh-soups: l 2.5 8
frozen-bakery: kg 3 20
frozen-desserts: kg 4 30, l 5 10
frozen-fish: kg 5 80
frozen-fries: kg 1 10
frozen-fruit: kg 4 20
frozen-herbs: kg 2 40
frozen-meals: kg 2.5 50
frozen-meat: kg 3 25
frozen-pizza: kg 5 20
frozen-snacks: kg 6 30
frozen-vegetables: kg 1 20
frozen-veggie: kg 6 15
fruit-vegetables: kg 1.5 40, piece 0.6 5
game: kg 10 40
games-toys: kg 8 15, l 8 15, piece 0.008 5
garden: kg 4 4000, l 0.2 8, piece 0.25 25
goat-cheese: kg 10 80
grapes-melons: kg 1 10, piece 1.5 5
grated-cheese: kg 6 50
green-vegetables: kg 2 40, piece 1 5
ham: kg 8 100
hard-cheese: kg 8 40
herbs: kg 50 100, piece 0.5 2.5
ice-cream: l 1.5 15
insecticides: kg 15 300, l 4 150, piece 0.25 15
instant-meals: kg 3 30
intimate-protection: l 10 150, piece 0.03 20
jam-honey: kg 3 40
juice: l 1 15
kitchenware: kg 1.5 2.5, piece 0 0.5
lamb: kg 10 40
laundry: kg 2 30, l 1 15, piece 0.1 0.5
laundry-care: kg 20 30, l 0.5 100, piece 0.05 25
liqueurs: l 10 60
make-up: kg 800 3000, l 300 1500, piece 0.25 6
margarine: kg 3 15
milk: kg 4 15, l 0.8 10
mushrooms: kg 4 40
nappies: piece 0.1 1
nuts-dried-fruit: kg 4 60
offal: kg 5 50
oils: kg 8 15, l 1.5 30
oily-fish: kg 6 40
olives-pickles: kg 5 60
onions-garlic: kg 1 150, piece 0.5 2.5
oral-care: kg 100 200, l 3 300, piece 0.06 5
paint: kg 8 15, l 2.5 30, piece 0.3 8
paper: kg 10 15, piece 0.008 8
party: kg 10 20, piece 0.03 5
party-food: kg 8 40
pasta: kg 1 15
pastries: kg 6 60
pate: kg 6 150
plant-drinks: l 1 4
plants-flowers: piece 0.4 20
pork: kg 5 20
potatoes: kg 0.6 8
poultry: kg 4 40
prepared-fruit: kg 8 40
prepared-vegetables: kg 2.5 20
pulses-grains: kg 1.5 15
ready-meals: kg 5 80, l 2.5 5
red-wine: l 2.5 60
rice: kg 1 10
roots: kg 1 40, piece 1 3
rose-wine: l 3 25
rusks: kg 3 30
salads: kg 2 30, piece 0.8 2.5
salads-dips: kg 3 25
salmon-trout: kg 10 50
sandwiches: kg 15 40
sauces: kg 2.5 30, l 2.5 15
sausages: kg 6 30
seasonal-chocolate: kg 15 150
shampoo: kg 60 150, l 4 150, piece 0.2 10
shaving: l 6 80, piece 0.2 15
shellfish: kg 4 60, piece 0.6 1.5
shower: kg 4 50, l 2.5 40, piece 0.08 3
skin-care: kg 400 800, l 5 800, piece 0.06 3
sliced-bread: kg 2 20
small-pets: kg 1 8, l 4 60, piece 1 1.5
smoked-fish: kg 6 2000, l 8 15
socks-tights: piece 1 15
soft-cheese: kg 6 40
soft-drinks: l 0.4 8
soups: kg 4 80, l 1.5 4
sparkling-water: l 0.2 2.5
sparkling-wine: l 4 60
spices: kg 0.6 5000
spirits: l 8 80
spread-cheese: kg 5 40
spreads: kg 4 40
sprouts: kg 15 50
stationery: piece 0.008 30
stocks: kg 8 50
stone-fruit: kg 2.5 15
sugar: kg 1 200
sun-care: l 50 100
sushi: kg 10 40
syrups: l 2 20
tableware: piece 1 8
tea: kg 20 200
tinned-fish: kg 6 80
tinned-meals: kg 2 30
tinned-vegetables: kg 1.5 200
tomatoes: kg 2 15
veal: kg 10 40
veggie: kg 5 40
viennoiseries: kg 4 25
vinegars: l 0.5 20
water: kg 1 2, l 0.15 2
white-fish: kg 8 40
white-wine: l 3 80
world-food: kg 3 150, l 3 20
yogurt: kg 1 15, l 3 6
"""


def _bands(cells: str) -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    for cell in cells.split(", "):
        per, low, high = cell.split()
        found[per] = (float(low), float(high))
    return found


BANDS = {
    category: _bands(cells)
    for category, cells in (line.split(": ") for line in _TABLE.strip().splitlines())
}
"""By category and unit: the least and the most that is plausible."""
