"""The brand both applications share: one stylesheet, fonts, icons, Jinja macros, wording of times, drawn pictures."""
