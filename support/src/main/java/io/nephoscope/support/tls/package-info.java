/** Certificates and keys, for bundles that speak TLS. */
@NullMarked
package io.nephoscope.support.tls;

import org.jspecify.annotations.NullMarked;
