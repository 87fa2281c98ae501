/** The component that the framework knows. */
@NullMarked
package io.nephoscope.connector.snmp.connector;

import org.jspecify.annotations.NullMarked;
