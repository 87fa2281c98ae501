/** Sessions with devices: one socket, one timer, a window, and what is asked next. */
@NullMarked
package io.nephoscope.connector.snmp.session;

import org.jspecify.annotations.NullMarked;
