package io.trunkline.carrier.adapter.telnyx;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.adapter.http.CarrierClient;
import io.trunkline.carrier.spi.Webhooks;

/**
 * The TeXML application of an account's numbers. It contains the webhook URLs for calls; TeXML is compatible with TwiML.
 *
 * @see <a href="https://developers.telnyx.com/api/texml/create-texml-application">TeXML applications</a>
 */
final class TelnyxTexmlApplication extends TelnyxSharedResource {

    private final CarrierClient<TelnyxApi> telnyx;
    private final TelnyxConfig config;

    TelnyxTexmlApplication(CarrierClient<TelnyxApi> telnyx, TelnyxConfig.Account account, TelnyxConfig config) {
        super(account.texmlApplicationId());
        this.telnyx = telnyx;
        this.config = config;
    }

    /** Null when no webhook for calls is given and numbers keep their connection. */
    Uni<String> findOrCreateIfNeeded(Webhooks webhooks) {
        return webhooks.calls() == null ? Uni.createFrom().nullItem() : findOrCreate(webhooks);
    }

    /** The filter also matches parts of names. */
    @Override
    Uni<String> find() {
        return telnyx.query(api -> api.texmlApplications(config.texmlApplicationName(), PAGE),
                TelnyxTypes.TexmlApplications.class)
                .map(found -> telnyx.require(found.data(), false).stream()
                        .filter(application -> config.texmlApplicationName().equals(application.friendlyName()))
                        .map(TelnyxTypes.TexmlApplication::id).findFirst().orElse(null));
    }

    @Override
    Uni<String> create(Webhooks webhooks) {
        var application = new TelnyxTypes.NewTexmlApplication(config.texmlApplicationName(),
                TelnyxTypes.url(webhooks.calls()), TelnyxTypes.url(webhooks.callsFallback()),
                TelnyxTypes.url(webhooks.callStatus()));
        return telnyx.mutate(api -> api.createTexmlApplication(application), TelnyxTypes.TexmlApplicationResponse.class)
                .map(answer -> telnyx.require(telnyx.require(answer.data(), true).id(), true));
    }
}
