"""Substances by the names people use for them, and the classes that interaction facts speak of.

Only what the class lists of the sources name, and what patients of this clinic commonly take, is here. A name
that is not here is reported as unknown, never as harmless.
"""

from collections.abc import Mapping

ALSO_KNOWN_AS: Mapping[str, str] = {
    "ozempic": "semaglutide",
    "wegovy": "semaglutide",
    "rybelsus": "semaglutide",
    "mounjaro": "tirzepatide",
    "zepbound": "tirzepatide",
    "victoza": "liraglutide",
    "trulicity": "dulaglutide",
    "saxenda": "liraglutide",
    "cialis": "tadalafil",
    "viagra": "sildenafil",
    "levitra": "vardenafil",
    "glucophage": "metformin",
    "retin-a": "tretinoin",
    "accutane": "isotretinoin",
    "nitrostat": "nitroglycerin",
    "imdur": "isosorbide mononitrate",
    "isordil": "isosorbide dinitrate",
    "nitro": "nitroglycerin",
    "adempas": "riociguat",
    "nitrates": "nitroglycerin",
    "nitrate": "nitroglycerin",
    "poppers": "amyl nitrite",
    "st johns wort": "st john's wort",
    "st. john's wort": "st john's wort",
    "st. johns wort": "st john's wort",
    "lopid": "gemfibrozil",
    "neoral": "cyclosporine",
    "topamax": "topiramate",
    "diamox": "acetazolamide",
    "flomax": "tamsulosin",
    "prozac": "fluoxetine",
    "zoloft": "sertraline",
    "lexapro": "escitalopram",
    "celexa": "citalopram",
    "paxil": "paroxetine",
    "effexor": "venlafaxine",
    "cymbalta": "duloxetine",
    "nardil": "phenelzine",
    "parnate": "tranylcypromine",
    "marplan": "isocarboxazid",
    "emsam": "selegiline",
    "adipex": "phentermine",
    "ritalin": "methylphenidate",
    "adderall": "amphetamine",
    "strattera": "atomoxetine",
    "sudafed": "pseudoephedrine",
    "lipitor": "atorvastatin",
    "zocor": "simvastatin",
    "crestor": "rosuvastatin",
    "prilosec": "omeprazole",
    "nexium": "esomeprazole",
    "tylenol": "acetaminophen",
    "paracetamol": "acetaminophen",
    "advil": "ibuprofen",
    "motrin": "ibuprofen",
    "aleve": "naproxen",
    "synthroid": "levothyroxine",
    "percocet": "oxycodone",
    "oxycontin": "oxycodone",
    "vicodin": "hydrocodone",
    "norco": "hydrocodone",
    "ultram": "tramadol",
    "suboxone": "buprenorphine",
    "coumadin": "warfarin",
    "lantus": "insulin",
    "humalog": "insulin",
    "novolog": "insulin",
    "glucotrol": "glipizide",
    "amaryl": "glimepiride",
    "zanaflex": "tizanidine",
    "imitrex": "sumatriptan",
    "biaxin": "clarithromycin",
    "nizoral": "ketoconazole",
    "vitamin d": "cholecalciferol",
    "vitamin d3": "cholecalciferol",
    "fish oil": "omega-3",
}

CLASSES: Mapping[str, frozenset[str]] = {
    "MAO inhibitor": frozenset(
        {"tranylcypromine", "phenelzine", "isocarboxazid", "procarbazine", "selegiline"}
    ),
    "amphetamine derivative": frozenset(
        {
            "amphetamine",
            "phentermine",
            "diethylpropion",
            "phendimetrazine",
            "methylphenidate",
            "atomoxetine",
            "pseudoephedrine",
        }
    ),
    "serotonin reuptake inhibitor": frozenset(
        {
            "fluoxetine",
            "sertraline",
            "escitalopram",
            "citalopram",
            "paroxetine",
            "fluvoxamine",
            "venlafaxine",
            "duloxetine",
        }
    ),
    "opioid": frozenset(
        {
            "oxycodone",
            "hydrocodone",
            "morphine",
            "codeine",
            "fentanyl",
            "methadone",
            "tramadol",
            "meperidine",
            "hydromorphone",
            "buprenorphine",
        }
    ),
    "tricyclic antidepressant": frozenset(
        {"amitriptyline", "nortriptyline", "imipramine", "desipramine", "doxepin", "clomipramine"}
    ),
    "triptan": frozenset({"sumatriptan", "rizatriptan", "zolmitriptan", "naratriptan", "eletriptan"}),
    "statin metabolised by CYP3A4": frozenset({"simvastatin", "lovastatin", "atorvastatin"}),
    "strong CYP3A4 inhibitor": frozenset(
        {"ketoconazole", "itraconazole", "clarithromycin", "ritonavir", "nefazodone", "posaconazole"}
    ),
    "strong CYP3A4 inducer": frozenset({"rifampin", "carbamazepine", "phenytoin", "st john's wort"}),
    "protease inhibitor": frozenset({"ritonavir", "atazanavir", "darunavir", "lopinavir"}),
    "strong CYP1A2 inhibitor": frozenset({"fluvoxamine", "ciprofloxacin"}),
    "proton pump inhibitor": frozenset({"omeprazole", "esomeprazole", "pantoprazole", "lansoprazole"}),
    "ergot": frozenset({"ergotamine", "dihydroergotamine"}),
    "thiopurine": frozenset({"azathioprine", "mercaptopurine"}),
    "high-risk QT drug": frozenset(
        {"amiodarone", "dofetilide", "sotalol", "haloperidol", "thioridazine", "methadone", "quinidine"}
    ),
    "nitrate": frozenset({"nitroglycerin", "isosorbide mononitrate", "isosorbide dinitrate", "amyl nitrite"}),
    "PDE5 inhibitor": frozenset({"tadalafil", "sildenafil", "vardenafil", "avanafil"}),
    "guanylate cyclase stimulator": frozenset({"riociguat", "vericiguat"}),
    "GLP-1 receptor agonist": frozenset({"semaglutide", "liraglutide", "tirzepatide", "dulaglutide"}),
    "insulin or sulfonylurea": frozenset({"insulin", "glipizide", "glimepiride", "glyburide"}),
    "carbonic anhydrase inhibitor": frozenset({"topiramate", "acetazolamide", "zonisamide"}),
    "retinoid": frozenset({"tretinoin", "isotretinoin", "acitretin"}),
    "tetracycline": frozenset({"doxycycline", "minocycline", "tetracycline"}),
}

ALONE = frozenset(
    {
        "metformin",
        "naltrexone",
        "estradiol",
        "progesterone",
        "febuxostat",
        "irinotecan",
        "ramelteon",
        "tizanidine",
        "rosuvastatin",
        "pravastatin",
        "levothyroxine",
        "lisinopril",
        "losartan",
        "amlodipine",
        "hydrochlorothiazide",
        "metoprolol",
        "acetaminophen",
        "ibuprofen",
        "naproxen",
        "aspirin",
        "cetirizine",
        "loratadine",
        "albuterol",
        "warfarin",
        "cyclosporine",
        "gemfibrozil",
        "apixaban",
        "bupropion",
        "trazodone",
        "gabapentin",
        "tamsulosin",
        "penicillin",
        "amoxicillin",
        "cholecalciferol",
        "magnesium",
        "melatonin",
        "omega-3",
        "creatine",
        "multivitamin",
        "testosterone",
    }
)

KNOWN: frozenset[str] = ALONE.union(*CLASSES.values())


def classes_of(substance: str) -> frozenset[str]:
    """Return the classes a substance belongs to."""
    return frozenset(name for name, members in CLASSES.items() if substance in members)
