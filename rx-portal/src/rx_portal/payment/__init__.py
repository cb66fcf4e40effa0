"""Payment of an rx order: authorised when the patient pays, captured when the fill is ready, else given back.

An attempt is one visit to the hosted page. Every call to the processor has its intent and key
committed before it, and its answer recorded after it; what a webhook says is only a reason to look again.
"""
