package io.nephoscope.deploy;

import static java.util.stream.Collectors.toList;

import io.nephoscope.api.pollster.PollsterService;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pollsters that a manifest lists, readable where the bundle is not even installed. */
final class PollsterNames {

    /** One clause of Provide-Capability; its attributes may be quoted and quotes may hold commas. */
    private static final Pattern CLAUSE = Pattern.compile("((?:[^,\"]|\"[^\"]*\")+)");

    private static final Pattern NAME = Pattern.compile(
            "^\\s*" + Pattern.quote(PollsterService.CAPABILITY) + "\\s*;(?:.*;)?\\s*name=\"?([^\";]+)\"?.*");

    private PollsterNames() {}

    static List<String> in(@Nullable String provideCapability) {
        return CLAUSE.matcher(provideCapability == null ? "" : provideCapability)
                .results()
                .map(MatchResult::group)
                .map(NAME::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .sorted()
                .collect(toList());
    }
}
