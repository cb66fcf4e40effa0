"""The pages that bind the demo clinic. They are examples and no lawyer's work."""

PRIVACY = """
<p>This notice says what Alder &amp; Vale, a fictional clinic, keeps about you, why, and for how long.</p>
<h2>Two systems, on purpose</h2>
<p>The shop keeps your name, address, orders and the e-mail you sign in with. The care portal keeps your medical record.
They are separate systems with separate keys. The shop cannot read the record, and does not know whether you have one.</p>
<h2>What the shop keeps</h2>
<ul><li>Orders and their addresses, for seven years, because tax law asks for it.</li>
<li>Your account, until you close it.</li>
<li>Baskets, for thirty days.</li></ul>
<p>Card numbers never reach us: you type them on the payment processor's own page.</p>
<h2>What we do not do</h2>
<p>We place no tracker of anybody else on our pages, sell no data, and build no profile of your health from what you buy.</p>
<h2>Consumer health data</h2>
<p>Some states treat the purchase of health products as health data. We treat all of it that way, wherever you live: we
use it to fill your order and for nothing else, unless you ask us to.</p>
<h2>Your rights</h2>
<p>You may ask for a copy of what we keep, have it corrected, or have it erased where the law lets us. Write to
<a href="mailto:privacy@alderandvale.example">privacy@alderandvale.example</a>. We answer within thirty days.</p>
"""

TERMS = """
<p>These terms govern what you buy in the shop of Alder &amp; Vale, a fictional clinic.</p>
<h2>What you may buy</h2>
<p>Anybody over eighteen may buy what the shop offers. A medicine that needs a prescription is not for sale here: it can be
had only through the care portal, after a clinician has approved it for you.</p>
<h2>When there is a contract</h2>
<p>You order by paying; we accept by confirming. If goods run out between the two, we refund you at once and say so.</p>
<h2>Prices</h2>
<p>Prices are in US dollars. Sales tax and delivery are shown before you pay. If a price is plainly a mistake, we may cancel
the order and refund it.</p>
<h2>No medical advice</h2>
<p>What is written about products is general. It does not replace the advice of somebody who knows your health. Food
supplements are not intended to diagnose, treat, cure or prevent any disease.</p>
<h2>If something goes wrong</h2>
<p>Write to us first; most things are solved in a day. Your rights under the law of your state remain untouched.</p>
"""

REFUNDS = """
<h2>Shop orders</h2>
<p>Return anything unopened within 30 days of delivery for a full refund, delivery included if you return the whole order.
Devices may be opened and tried. Opened supplements can be returned if something is wrong with them.</p>
<p>We refund to the card you paid with, on the day the parcel reaches us.</p>
<h2>Cancelling</h2>
<p>Until an order is packed you can cancel it yourself from its page. The money goes back at once.</p>
<h2>Late payments</h2>
<p>If your payment reaches us after the goods were released to others, and there are none left, we refund it at once and
write to you. You need not do anything.</p>
<h2>Prescription orders</h2>
<p>You pay only after a clinician has approved. Until the pharmacy has your medicine ready, the amount is set aside but not
taken; if the order is cancelled, rejected or lapses before that, it is released in full.</p>
<p>After a medicine has been dispensed the law does not let us take it back. If it was lost, damaged or wrong, we send it
again or refund it, without using up one of your refills.</p>
"""

TELEHEALTH = """
<p>This notice explains care at a distance as Alder &amp; Vale, a fictional clinic, gives it.</p>
<h2>Who cares for you</h2>
<p>Clinicians licensed in the state where you are at the time. Their names and licences are shown to you before a visit, and
on everything they sign.</p>
<h2>What it can and cannot do</h2>
<p>A conversation by video is not an examination in person. If your clinician thinks you need one, they say so and
do not prescribe.</p>
<h2>Not for emergencies</h2>
<p><strong>If you may be having an emergency, call 911.</strong> If you are thinking of harming yourself, call or text 988.
We do not watch the portal around the clock.</p>
<h2>Your choices</h2>
<p>You may stop at any time, ask for your records, choose another pharmacy, or be seen in person by somebody else. None of
this costs you your record with us.</p>
<h2>Privacy</h2>
<p>Visits are not recorded. Choose a place where nobody overhears you; your clinician does the same.</p>
"""
