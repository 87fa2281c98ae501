package io.nephoscope.pollsters.hardware;

/** An OID, and what is made of the value that stands there. */
record SnmpField(String oid, Converter converter) {}
