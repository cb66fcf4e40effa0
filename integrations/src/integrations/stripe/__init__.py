"""Taking money: a port that the applications know, and Stripe, a person's hand or the double behind it.

The processor learns an opaque order reference and an amount; `disclosure` refuses everything else.
"""
