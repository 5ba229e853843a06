"""Indicators: trajectories of one report, chains over years, rankings of governments."""
