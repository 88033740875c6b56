"""Places: areas through time, regions as sets of areas, restatement, postcodes, and simple shapes to draw areas with.

``areas.csv`` was compiled from the Office for National Statistics' code lists, boundaries and Code History Database
(contains public sector information licensed under the Open Government Licence v3.0; contains OS data © Crown
copyright and database right 2025) and from mySociety's UK local authorities, past and current (Creative Commons
Attribution 4.0). ``ready.csv`` was compiled from the ONS lookups of local skills improvement plan areas (August 2023)
and combined authorities (May 2025) and its boundaries of local enterprise partnerships (May 2021), under the same
licence, with the days on which combined authorities were established from their orders on legislation.gov.uk.
"""
