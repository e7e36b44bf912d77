-- A return of one organisation carries its code after the name of the return: none of them is a publication.
update cadre.file set open = false where open and (source like '%-return%' or table_name = 'staff');
