/** Brings what bundles tell OSGi's log service to the log of the agent. */
@NullMarked
package io.nephoscope.log;

import org.jspecify.annotations.NullMarked;
