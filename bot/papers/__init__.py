"""What is looked at instead of read: pictures of a bill, of a difference, of a year's tiers.

A drawing is SVG text, made by plain functions from what an answer reads from too; it becomes
pixels (`png`) where it is sent. Each first line is the sentence that the picture proves.
"""
