package io.nephoscope.api.runtime.dto;

import org.osgi.dto.DTO;

/** One service of a cloud, or the sign-in to it. */
public class EndpointDTO extends DTO {

    /** The service's type as plugins ask for it, or {@code sign-in}. */
    public String service = "";

    /** Scheme, host and port; empty before the first request. */
    public String address = "";

    /** Requests so far, and how many of them were of no use. */
    public long calls;

    public long errors;

    /** How long the slowest request of use took, from its start to the end of its answer. */
    public long slowestMillis;

    /** How many requests may be under way at once now; 0 for the sign-in. */
    public int parallel;

    /** What was wrong with the last request; empty if nothing was. */
    public String error = "";

    /** Since when something is wrong. */
    public long failingSince;

    /** Until when the service is left alone because it failed again and again. */
    public long restsUntil;

    /** When the token of the sign-in expires. */
    public long tokenExpiresAt;
}
