/** Where answers come from: services of a cloud, other services, commands. */
@NullMarked
package io.nephoscope.pollsters.dynamic.request;

import org.jspecify.annotations.NullMarked;
