/** How the connector asks devices. */
@NullMarked
package io.nephoscope.connector.snmp.config;

import org.jspecify.annotations.NullMarked;
