// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <array>
#include <chrono>

namespace rtmscope {

//! The way from nothing to hello, step by step, with the time each took. A plain value; any thread.
class Stages
{
public:
    enum class Stage : quint8 {
        Resolve, //!< the API's host name
        Tls,     //!< TCP and TLS to the API
        Answer,  //!< the call for the stream's address, from the request to its answer
        Socket,  //!< TCP, TLS and upgrade of the WebSocket, names resolved once more
        Hello,
    };
    static constexpr int count = 5;

    enum class Fate : quint8 { Ahead, Running, Done, Skipped };
    //! Why a stage took no time.
    enum class Reason : quint8 {
        None,
        Address,  //!< a numeric address, or this computer: there is no name to resolve
        Proxy,    //!< the proxy resolves
        Plain,    //!< not encrypted
        KeptOpen, //!< the connection of an earlier call is used
        Offered,  //!< the server offered an address beforehand
    };
    struct Entry
    {
        Fate fate = Fate::Ahead;
        Reason reason = Reason::None;
        std::chrono::milliseconds took{-1}; //!< when Done
    };

    void begin(Stage stage, qint64 nowUs); //!< ends the one that runs
    void end(qint64 nowUs);                //!< of the one that runs, if any
    void skip(Stage stage, Reason reason);
    void failAt(Stage stage); //!< it goes on for ever, and what follows has not begun
    void set(Stage stage, std::chrono::milliseconds took); //!< measured elsewhere
    //! The method that the stage Answer waits for: rtm.connect, apps.connections.open …
    void setMethod(const QString &method) { m_method = method; }
    //! What Answer waited for until now was to learn who we are; from here on it waits for \a method.
    void introduced(const QString &method, qint64 nowUs);

    const Entry &operator[](Stage stage) const { return m_entries.at(static_cast<std::size_t>(stage)); }
    bool isEmpty() const; //!< nothing has begun
    //! The member "stages" of a state note: [{"stage":"resolve","ms":3},{"stage":"tls","skipped":"plain"} …].
    //! What has not begun is left out; what runs has no time. Calls bear the names of their methods.
    QByteArray json() const;

private:
    Entry &at(Stage stage) { return m_entries.at(static_cast<std::size_t>(stage)); }

    QByteArray entryJson(Stage stage) const;

    std::array<Entry, count> m_entries;
    QString m_method;
    QString m_introduction;
    std::chrono::milliseconds m_introductionTook{0};
    int m_running = -1;
    qint64 m_sinceUs = 0;
};

} // namespace rtmscope

Q_DECLARE_METATYPE(rtmscope::Stages)
