"""What the map of the game knows by name, as scenarios give it."""

from __future__ import annotations

AREAS = (
    "Belarus", "Czechia", "Denmark", "Estonia", "Finland", "Finland (Aland)", "Germany",
    "Kaliningrad", "Latvia", "Lithuania", "Poland", "Russia", "Slovakia", "Sweden", "Ukraine",
)  # fmt: skip
"""The countries, and the parts of one that lie apart."""

PLACES = (
    "Adazi", "Astravets", "Baranovichi", "Bialystok", "Bobruisk", "Brest", "Bryansk", "Chernihiv",
    "Ciechanow", "Gdansk", "Gomel", "Grodno", "Kaliningrad", "Kaunas", "Klaipeda", "Kyiv", "Lida",
    "Lublin", "Minsk", "Mogilev", "Moscow", "Mozyr", "Novopolotsk", "Orzysz", "Pskov", "Riga",
    "Rukla", "Smolensk", "Smolensk Gate", "Suwalki", "Suwalki Gap", "Tallinn", "Tapa", "Vilnius",
    "Vitebsk", "Warsaw", "Yelnya",
)  # fmt: skip
"""The cities, bases and corridors."""

LONGITUDES = (14.0, 40.0)
"""The western and the eastern end of the map, in degrees east."""

LATITUDES = (49.0, 60.5)
"""The southern and the northern end of the map, in degrees north."""
