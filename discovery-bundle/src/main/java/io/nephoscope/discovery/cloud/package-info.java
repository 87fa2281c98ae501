/** Discoveries of what a cloud's services list. The detail of what they find is the entry of the list. */
@NullMarked
package io.nephoscope.discovery.cloud;

import org.jspecify.annotations.NullMarked;
