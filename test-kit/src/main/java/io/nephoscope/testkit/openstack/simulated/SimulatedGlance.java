package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.FakeList.Links;
import io.nephoscope.testkit.openstack.HttpAnswer;

/** Glance v2. Its links do not know the folder that it lies in. */
final class SimulatedGlance extends SimulatedService {

    static final String PATH = "/image";
    private static final int UNASKED = 25;

    SimulatedGlance(Entries entries) {
        super(entries);
    }

    @Override
    void register(Routes routes) {
        EntryList images =
                list(Kind.IMAGE, "images").linked(Links.NEXT).linkedBelow(PATH).paged(UNASKED);
        HttpAnswer schema = HttpAnswer.json(EntryTemplate.resource("image-schema.json"));
        routes.get(PATH + "/v2/schemas/image", (call, names) -> schema);
        routes.get(PATH + "/v2/images", pages(images));
    }
}
