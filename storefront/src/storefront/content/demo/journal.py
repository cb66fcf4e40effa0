"""The first piece in the journal."""

from storefront.content.demo.pieces import evidence, quote, stream, text

TITLE = "How sure is sure?"
SLUG = "how-sure-is-sure"
LEDE = "Every product on our shelf carries one of four words about its evidence. Here is how we choose the word, and why the honest one is so often the smallest."
BODY = stream(
    text(
        "<p>Somebody who wants to sell you a capsule has an easy time of it. There is always a study. It may have been done "
        "in mice, or in forty students over six weeks, or by the people who make the capsule; but there is a study, and "
        "it can be printed on a box. What the box does not tell you is the thing you would need to know: if we did it "
        "again, properly, would it come out the same?</p>"
        "<p>We keep a short shelf, so we can afford to ask. For each thing on it we look for trials in people, with a "
        "comparison group, measuring something that a person would notice or that reliably stands for it. Then we "
        "give it one of four words.</p>"
        "<h2>Strong</h2>"
        "<p>Several good trials, by different teams, that agree. The bar is high and few things clear it. Creatine "
        "does, for how much work a muscle can do in short bursts: hundreds of trials, small effect, the same sign nearly "
        "every time. Daily sunscreen does, for the ageing of skin that sunlight causes. Neither is news, which is "
        "rather the point. Evidence becomes strong by being boring for decades.</p>"
        "<h2>Moderate</h2>"
        "<p>Good trials that do not all agree, or agree about people unlike you. Much of nutrition lives here, because "
        "what a supplement does depends on what you were short of. Vitamin D is a fine example. Give it to people whose "
        "levels are low, and their levels rise; that much is certain. Give it to twenty thousand people who "
        "mostly had enough, and very little happens. Both results are true. The question is which group you are in, and "
        "a blood test answers it better than a quiz.</p>"
    ),
    quote(
        "The question is rarely whether something works. It is in whom, how much, and compared with what.", ""
    ),
    text(
        "<h2>Early</h2>"
        "<p>Small trials, short ones, or a single good one that nobody has repeated. This is where the exciting "
        "molecules are. NMN is on our shelf with this word. In the trials so far it does what it says to one marker in "
        "the blood, and people tolerate it well. Whether that makes anybody live longer, or even feel better, is not "
        "known, and will not be for years. If you want to take part in a hopeful guess, you may. We would only like "
        "you to know that it is one.</p>"
        "<h2>Untested</h2>"
        "<p>Nobody has tried it in people with a comparison group. We do not put things on the shelf for this word; it "
        "appears beside single ingredients that come along with others.</p>"
        "<h2>What we leave out on purpose</h2>"
        "<p>Three kinds of argument never move a product up. <em>It is natural:</em> so is hemlock. <em>A famous "
        "person takes it:</em> famous people take all sorts of things. <em>It raises a marker:</em> perhaps, but you did "
        "not come here for a marker. When trials with real outcomes exist, they outrank any number of promising "
        "mechanisms.</p>"
        "<h2>And then we look again</h2>"
        "<p>Twice a year two of us read what is new, one arguing for each product and one against. Words have gone down more "
        "often than up. Last spring one product left the shelf altogether, after a large trial found what the small "
        "ones had missed: nothing. We wrote to everybody who had bought it. Several people wrote back "
        "to say thank you, which is not the usual reply to news that you have been swallowing something for no reason.</p>"
        "<p>So when you read <em>early</em> on one of our pages, do not read it as modesty. Read it as the most exact thing "
        "we can say.</p>"
    ),
    evidence(
        ("Strong", "", "Several good trials in people, by different teams, that agree.", "strong"),
        ("Moderate", "", "Good trials that do not all agree, or agree only for some people.", "moderate"),
        ("Early", "", "Small or short trials, or one good trial that nobody has repeated.", "early"),
        ("Untested", "", "No trial in people with a comparison group.", "none"),
        heading="The four words",
    ),
)
SOURCES = (
    "<p>We judge certainty in the manner of the GRADE working group, and prefer systematic reviews to single trials. The "
    "reading list for each product is sent to anybody who asks.</p>"
)
