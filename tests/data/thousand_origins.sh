#!/bin/sh
# Writes thousand_origins.rs: data/thousand_origins.sh > data/thousand_origins.rs
# A macro sees literals and nothing that another macro would make of them, so the list is written out.
# Neighbours differ in one digit: the origins are as alike as the tenants of one product are.
echo '// Written by thousand_origins.sh.'
echo 'lists! {'
echo '    HUNDRED: ['
seq 0 999 | awk '
    NR == 101 { print "    ]\n    THOUSAND: [" }
    $1 % 4 == 0 { printf "        \"https://tenant-%d.example.com\",\n", $1 }
    $1 % 4 == 1 { printf "        \"https://app.customer-%d.example:8443\",\n", $1 }
    $1 % 4 == 2 { printf "        \"http://localhost:%d\",\n", 3000 + $1 }
    $1 % 4 == 3 { printf "        \"https://10.0.%d.%d\",\n", $1 / 256, $1 % 256 }
'
echo '    ]'
echo '}'
