/** Requests by HTTP that keep to a deadline, by proxies and TLS as operators write them down. */
@NullMarked
package io.nephoscope.support.http;

import org.jspecify.annotations.NullMarked;
