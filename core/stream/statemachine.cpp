// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/stream/statemachine.h"

#include "core/base/logcategories.h"
#include "core/net/notes.h"

#include <utility>

namespace rtmscope {

using State = SessionState;

StateMachine::Change StateMachine::fire(Trigger trigger, const QString &cause)
{
    const auto next = nextState(m_state, trigger);
    if (!next)
        return {};
    const State from = std::exchange(m_state, *next);
    qCDebug(lcStream).noquote() << stateName(from) << "->" << stateName(m_state);
    const bool attemptOver =
        is(State::Backoff) || is(State::Failed) || is(State::Ready) || trigger == Trigger::OfferFailed;
    const bool withStages =
        attemptOver && trigger != Trigger::MoveAsked && std::exchange(m_stagesUntold, false);
    return {true, m_state != from, note(from, cause, withStages)};
}

void StateMachine::attemptOver(const Stages &stages)
{
    m_stages = stages;
    m_stagesUntold = true;
}

QByteArray StateMachine::note(State from, const QString &cause, bool withStages) const
{
    notes::Object note;
    note.text("kind", u"state")
        .text("state", stateName(m_state))
        .text("from", stateName(from))
        .text("cause", cause);
    if (!lastError.code.isEmpty() && (is(State::Backoff) || is(State::Failed)))
        note.json("error", notes::error(lastError));
    if (withStages && !m_stages.isEmpty())
        note.json("stages", m_stages.json());
    if (is(State::Connecting)) {
        note.json("team", notes::Object()
                              .text("id", identity.team.text())
                              .text("name", identity.teamName)
                              .text("domain", identity.teamDomain)
                              .close());
        note.json("self",
                  notes::Object().text("id", identity.self.text()).text("name", identity.selfName).close());
    }
    return note.close();
}

} // namespace rtmscope
