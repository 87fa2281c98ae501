/** The nodes of an overcloud that TripleO has put up. */
@NullMarked
package io.nephoscope.discovery.tripleo;

import org.jspecify.annotations.NullMarked;
