package io.trunkline.simulator.twilio;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.trunkline.simulator.compatible.Account;
import io.trunkline.simulator.compatible.Account.Login;
import io.trunkline.simulator.compatible.Accounts;

/** The main account and its sub-accounts. Whoever may call for the parent may call for them too. */
@Singleton
public class TwilioAccounts extends Accounts {

    public TwilioAccounts(TwilioConfig config) {
        super(Stream.concat(Stream.of(main(config)), config.accounts().values().stream().map(account -> new Account(
                account.accountSid(),
                Stream.concat(logins(account.accountSid(), account.authToken(), account.apiKey(), account.apiSecret()).stream(),
                        Stream.of(new Login(config.accountSid(), config.authToken()))).toList(),
                account.authToken()))).toList());
    }

    private static Account main(TwilioConfig config) {
        return new Account(config.accountSid(),
                logins(config.accountSid(), config.authToken(), config.apiKey(), config.apiSecret()), config.authToken());
    }

    private static List<Login> logins(String sid, String token, Optional<String> key, Optional<String> secret) {
        return Stream.concat(Stream.of(new Login(sid, token)),
                key.flatMap(user -> secret.map(password -> new Login(user, password))).stream()).toList();
    }
}
