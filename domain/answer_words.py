"""Words by which people answer yes or no."""

YES = ("да", "yes", "+")
NO = ("нет", "no", "-")
