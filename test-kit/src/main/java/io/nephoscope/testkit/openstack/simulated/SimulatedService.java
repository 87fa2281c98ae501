package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One service of the cloud: paths and what is answered there. */
abstract class SimulatedService {

    private static final List<String> YES = List.of("1", "true", "True");

    private final Entries entries;

    SimulatedService(Entries entries) {
        this.entries = entries;
    }

    /** Adds all of its paths. */
    abstract void register(Routes routes);

    final Entries entries() {
        return entries;
    }

    final CloudSize size() {
        return entries.size();
    }

    final EntryList list(Kind kind, String key) {
        return EntryList.of(entries, kind, key);
    }

    /** All of a list, whoever asks. */
    static Routes.Answers pages(EntryList list) {
        return (call, names) -> list.page(call);
    }

    /** All of a list for those who ask for all projects; nothing for others, for the project of their token owns nothing. */
    static Routes.Answers pagesOfAllProjects(EntryList list, String parameter) {
        return (call, names) -> saysYes(call, parameter) ? list.page(call) : list.page(call, number -> false);
    }

    static boolean saysYes(HttpCall call, String parameter) {
        return call.parameter(parameter).filter(YES::contains).isPresent();
    }

    /** One of a kind, whose id is the last name of the path. */
    final Routes.Answers one(Kind kind, String key) {
        return (call, names) -> {
            int number = kind.number(names.get(names.size() - 1));
            return number < 0 || number >= size().of(kind)
                    ? notFound()
                    : HttpAnswer.json("{\"" + key + "\": "
                            + new String(entries.of(kind).apply(number), StandardCharsets.UTF_8) + "}\n");
        };
    }

    static HttpAnswer notFound() {
        return HttpAnswer.json(
                        "{\"error\": {\"code\": 404, \"title\": \"Not Found\", \"message\": \"It is not there.\"}}")
                .withStatus(404);
    }
}
