"""The patients of the screens: names and addresses longer than any page was drawn for."""

from clinic.story.people import Details

WILHELMINE = Details(
    "Wilhelmine Maximiliane von der Recke-Langenbeck-Hohenfels",
    (3, 14, 1981),
    "12345 North-Northwest Martin Luther King Junior Memorial Boulevard",
    "Rancho Santa Margarita-on-the-Llano",
    "OR",
    "97209",
    "503 555 0142",
)
BARTHOLOMEW = Details(
    "Bartholomew Featherstonehaugh-Cholmondeley",
    (11, 2, 1974),
    "900 Quarry Road",
    "Seattle",
    "WA",
    "98109",
    "206 555 0178",
)
LONG_ADDRESS = {
    "email": "wilhelmine.von-der-recke-langenbeck@a-rather-long-name-of-a-company.example",
    "name": WILHELMINE.name,
    "line1": WILHELMINE.line1,
    "city": WILHELMINE.city,
    "state": WILHELMINE.state,
    "postcode": WILHELMINE.postcode,
}
