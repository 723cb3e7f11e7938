"""Texts with entities: reading markup, trimming, finding links and commands, writing back."""
