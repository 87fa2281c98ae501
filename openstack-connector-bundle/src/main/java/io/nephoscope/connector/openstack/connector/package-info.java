/** The component that the framework knows. */
@NullMarked
package io.nephoscope.connector.openstack.connector;

import org.jspecify.annotations.NullMarked;
