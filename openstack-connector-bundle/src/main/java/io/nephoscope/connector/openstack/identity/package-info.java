/** Keystone v3: credentials, the token that is got for them, and the catalogue that comes with it. */
@NullMarked
package io.nephoscope.connector.openstack.identity;

import org.jspecify.annotations.NullMarked;
