"""Reading medication lists, and comparing them with the table of facts."""

import pytest

from rx_portal.prescription.checking import check_allergies, check_interactions, read_list


@pytest.mark.parametrize(
    ("text", "substances", "unknown"),
    [
        ("Ozempic 0.5 mg weekly", ("semaglutide",), ()),
        ("lisinopril 10mg, Zoloft; vitamin D", ("lisinopril", "sertraline", "cholecalciferol"), ()),
        ("Nardil and something blue", ("phenelzine",), ("something blue",)),
        ("lisinopril 10 mg zorvexa", ("lisinopril",), ("zorvexa",)),
        ("St. John's wort 300mg twice daily", ("st john's wort",), ()),
        ("poppers, sometimes", ("amyl nitrite",), ()),
        ("metformin 500mg, twice a day", ("metformin",), ()),
        ("B12", (), ("b12",)),
        ("none", (), ()),
        ("N/A", (), ()),
        ("", (), ()),
    ],
)
def test_names_are_read_and_the_rest_is_reported(
    text: str, substances: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    listed = read_list(text)

    assert set(listed.substances) == set(substances)
    assert listed.unknown == unknown


def test_a_question_never_answered_is_no_data() -> None:
    assert check_interactions(["tadalafil"], read_list(None)).result == "no_data"


def test_an_unknown_name_is_no_data_and_what_is_known_is_still_found() -> None:
    checked = check_interactions(["tadalafil"], read_list("nitroglycerin, moon dust"))

    assert checked.result == "no_data"
    assert checked.unknown == ("moon dust",)
    assert [finding.severity.value for finding in checked.findings] == ["never"]


@pytest.mark.parametrize(
    ("ingredient", "taken"),
    [
        ("phentermine", "Parnate"),
        ("fluoxetine", "selegiline"),
        ("simvastatin", "clarithromycin"),
        ("tadalafil", "Nitrostat"),
        ("naltrexone", "oxycodone"),
        ("semaglutide", "Mounjaro"),
    ],
)
def test_a_dangerous_pair_is_found_from_either_side(ingredient: str, taken: str) -> None:
    assert check_interactions([ingredient], read_list(taken)).findings
    other = read_list(taken).substances[0]
    assert check_interactions([other], read_list(ingredient)).findings


def test_a_harmless_list_is_checked_and_empty() -> None:
    checked = check_interactions(["metformin"], read_list("lisinopril, aspirin"))

    assert (checked.result, checked.findings) == ("checked", ())


def test_an_allergy_to_the_drug_or_its_class_is_found() -> None:
    assert check_allergies(["semaglutide"], read_list("semaglutide")).findings
    assert check_allergies(["semaglutide"], read_list("liraglutide")).findings
    assert not check_allergies(["semaglutide"], read_list("penicillin")).findings


def test_a_misspelling_is_reported_as_unknown_and_warned_of_as_what_it_may_mean() -> None:
    checked = check_interactions(["tadalafil"], read_list("isosorbid mononitrat 30 mg"))

    assert checked.result == "no_data"
    assert checked.unknown == ("isosorbid mononitrat 30 mg",)

    checked = check_interactions(["tadalafil"], read_list("nitroglicerin"))
    assert [finding.severity.value for finding in checked.findings] == ["never"]
    assert "may mean nitroglycerin" in checked.findings[0].words


def test_an_allergy_that_is_misspelled_is_warned_of_too() -> None:
    checked = check_allergies(["metformin"], read_list("metformine"))

    assert "may mean metformin" in checked.findings[0].words
