"""The brand both applications share: stylesheet, fonts, icons, macros, wording of times, drawn pictures."""
