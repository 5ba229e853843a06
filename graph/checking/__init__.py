"""Checking: is a build what it says it is?"""
