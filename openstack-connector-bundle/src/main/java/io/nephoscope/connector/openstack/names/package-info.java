/** What Keystone knows of users and projects, for those who want their names. */
@NullMarked
package io.nephoscope.connector.openstack.names;

import org.jspecify.annotations.NullMarked;
