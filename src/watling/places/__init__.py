"""Places: areas through time, regions as sets of areas, and simple shapes to draw them with.

``areas.csv`` was compiled from the Office for National Statistics' code lists, boundaries and Code History Database
(contains public sector information licensed under the Open Government Licence v3.0; contains OS data © Crown
copyright and database right 2025) and from mySociety's UK local authorities, past and current (Creative Commons
Attribution 4.0).
"""
