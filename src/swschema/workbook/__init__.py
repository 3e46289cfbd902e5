"""Workbooks (XLSX, ECMA-376): records as forms and lists that people fill in, and back.

layout    which sheets and cells a record has, from its shape
cells     one value in one cell, and what people may write instead
writer    a record to a workbook; templates are drafts with explanations
reader    a workbook to a record, with the cell of each value
marked    a copy of a workbook with its problems marked at their cells
"""
