"""The code with which a pupil opens a form; never the form's number. (Apart, because the first screen needs it.)"""

CODE_DIGITS = 6
