"""The front page and the pages that explain."""

from storefront.content.demo.pieces import (
    call,
    facts,
    faq,
    hero,
    link,
    quote,
    scene,
    shelf,
    split,
    steps,
    stream,
    text,
)

HOME = stream(
    hero(
        "Longevity, without the theatre",
        "Do less, for longer, and know why.",
        "A short shelf of things worth taking, instruments worth trusting, and prescriptions that a clinician "
        "signs before you are asked to pay.",
        [link("Shop the shelf", "/shop/"), link("How prescriptions work", "/how-it-works/")],
        scene("valley"),
    ),
    shelf(
        "The foundations",
        "What most people run short of, in amounts that have been tested.",
        ["omega-3-concentrate", "vitamin-d3-k2", "magnesium-glycinate", "creatine-monohydrate"],
        link("All foundations", "/shop/foundations/"),
    ),
    split(
        "A prescription is a decision, not a purchase",
        "<p>You answer questions about your health. A clinician licensed in your state reads them, looks at what our "
        "protocol found, and decides. Only when it is a yes do you see a payment page.</p>"
        "<p>If it is a no, you are told why in plain words, and nothing is charged. There is no deposit to chase.</p>",
        scene("alder"),
        link("See how it works", "/how-it-works/"),
    ),
    facts(
        "What we hold ourselves to",
        ("26", "products on the shelf. Each had to earn its place, and some have lost it."),
        ("7 days", "is the longest you wait for a visit when a clinician needs to see you first."),
        ("0", "cards charged before an approval. Not a deposit, not a hold."),
    ),
    shelf(
        "Know your numbers",
        "Instruments for the kitchen table. Bring the readings to any doctor you like.",
        ["blood-pressure-monitor", "sleep-ring", "glucose-home-test", "mineral-sunscreen-spf50"],
        link("All devices", "/shop/devices/"),
    ),
    quote(
        "Most of what keeps people well is dull. Our job is to make the dull things easy, and to say so when "
        "something exciting has not been shown to work.",
        "Ines Calloway, MD, medical director of Alder & Vale",
    ),
    split(
        "We print how sure we are",
        "<p>Every product page lists what is inside, how much of it, and how good the evidence is: strong, moderate, "
        "early or untested. When the answer is “nobody knows yet”, that is what it says.</p>",
        scene("table"),
        link("Read how we judge evidence", "/journal/how-sure-is-sure/"),
        first=True,
    ),
    call(
        "Wondering about a prescription?",
        "Three questions tell you whether it is worth going on. It takes a minute, and you need no account.",
        link("See what we prescribe", "/shop/prescription/"),
    ),
)

HOW = stream(
    hero(
        "Prescription care",
        "First the clinician. Then the payment.",
        "Here is every step between wondering and a parcel on your doorstep, with what it costs you at each: usually "
        "nothing but time.",
        [link("See what we prescribe", "/shop/prescription/")],
        scene("alder"),
    ),
    steps(
        "What happens",
        (
            "Three questions",
            "Where you live, how old you are, and a few things that rule a medicine out. One minute.",
        ),
        (
            "The whole picture",
            "About a dozen questions, one to a page. Stop whenever you like; your answers keep.",
        ),
        (
            "A clear outcome",
            "Your answers meet the clinic's written rules. You are told at once which of two ways it goes.",
        ),
        ("A clinician decides", "With a visit first where one is needed, by video, within seven days."),
        (
            "You pay, if it is a yes",
            "Your bank sets the amount aside. It is taken when your medicine is ready to leave.",
        ),
        ("It reaches you", "From our dispensary or a partner pharmacy, with tracking, in a plain box."),
    ),
    faq(
        "Fair questions",
        (
            "What if the answer is no?",
            "You are told why, in plain words, and what you could do instead. Nothing is charged, "
            "because nothing was asked for.",
        ),
        (
            "Is it always a person who decides?",
            "Yes. Rules can say that something needs a closer look. They can never say yes for a clinician.",
        ),
        (
            "Can I use my own pharmacy?",
            "Ask your clinician. A prescription is yours; we can send it where you want it filled.",
        ),
        (
            "Who sees my answers?",
            "The people who care for you. The shop cannot: your medical record lies in a separate "
            "system, which the shop has no key to.",
        ),
    ),
    call(
        "See whether it is worth going on",
        "Three questions, no account.",
        link("Begin", "/shop/prescription/"),
    ),
)

ABOUT = stream(
    hero(
        "About us",
        "A small clinic with a short shelf.",
        "Alder & Vale is a practice of clinicians, a dispensary and a shop. The three are kept apart on purpose.",
        [],
        scene("contour"),
    ),
    text(
        "<h2>Why so few products</h2><p>A long shelf makes money and helps nobody choose. We keep few things, and "
        "review each of them twice a year. What no longer holds up leaves the shelf, and we say so in the journal.</p>"
        "<h2>Why the clinic and the shop are apart</h2><p>Somebody who earns by selling you a thing should not be the one "
        "to decide that you need it. Our clinicians are paid for their time, the same whether they say yes or no. They "
        "do not see what you buy, and the shop does not see what you tell them.</p>"
        "<h2>What we do not do</h2><ul><li>Sell anything that needs a prescription without one.</li>"
        "<li>Take a deposit on a medicine that nobody has approved.</li><li>Follow you around the web: there is no "
        "tracker of anybody else on these pages.</li></ul>"
    ),
    quote(
        "If we would not give it to our own parents, it does not get a place.",
        "The rule on the dispensary door",
    ),
)

FAQ = [
    faq(
        "Orders and delivery",
        (
            "When will my order come?",
            "Parcels leave within one working day. Standard delivery takes three to five days, "
            "express one or two. Your order page has the tracking link.",
        ),
        (
            "Do I need an account?",
            "No. Check out as a guest and follow your order with the link in your e-mail.",
        ),
        (
            "Can I change an order?",
            "Until it is packed, you can cancel it from its page. After that, send it back.",
        ),
        (
            "Where do you ship?",
            "Anywhere in the United States. Medicines go only where our pharmacies are licensed.",
        ),
    ),
    faq(
        "Returns and refunds",
        (
            "What can I send back?",
            "Anything from the shop, unopened, within 30 days. Devices may be opened; we know you "
            "have to try them.",
        ),
        (
            "And medicines?",
            "The law does not let a pharmacy take a dispensed medicine back. If something is wrong with "
            "it, write to us and we put it right.",
        ),
        (
            "When do I see my money?",
            "We refund the day your parcel arrives. Banks take three to ten days to show it.",
        ),
    ),
    faq(
        "Supplements",
        (
            "Do I need any of this?",
            "Perhaps not. If you eat fish twice a week and get some sun, start with sleep and "
            "walking. Ask your doctor, above all if you take medicines or are pregnant.",
        ),
        (
            "How do you test?",
            "Each lot is tested by an outside laboratory for identity, amount and heavy metals before "
            "it may be sold. The lot number is on your pack.",
        ),
        (
            "Why do you sell something marked “early”?",
            "Because adults may choose, as long as they are told. Where the "
            "evidence is thin, the page says so first, not last.",
        ),
    ),
    faq(
        "Your account and your privacy",
        (
            "How do I protect my account?",
            "Add a passkey under Security. You then sign in with your fingerprint or face, and "
            "there is no password to steal.",
        ),
        (
            "Does the shop know that I am a patient?",
            "No. The care portal knows you by a different number, and no screen "
            "of the shop shows that you use it.",
        ),
    ),
]
