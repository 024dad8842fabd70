// SPDX-License-Identifier: MIT
// The component of the windows-rs model: a boxed object with one mutex around status, result and
// handler, as its spawned closures are. Its progress and cancel do nothing, so they have no case.
#include "windows_rs.h"

#include <mutex>
#include <optional>
#include <utility>

namespace models::windows_rs {

class body final : public operation {
public:
    std::uint32_t add_ref() noexcept override {
        m_count.add();
        return 0;
    }

    std::uint32_t release() noexcept override {
        if (m_count.drop()) delete this;
        return 0;
    }

    unknown& query_interface() noexcept override {
        m_count.add();
        return *this;
    }

    std::int32_t put_completed(completed_handler* handler) noexcept override {
        status ended = status::started;
        {
            const std::scoped_lock lock(m_mutex);
            ended = m_status;
            if (ended == status::started) {
                handler->add_ref();
                m_handler = handler;
            }
        }
        if (ended != status::started) handler->invoke(*this, ended);
        return 0;
    }

    std::int32_t get_results(double& result) noexcept override {
        const std::scoped_lock lock(m_mutex);
        if (!m_result) return -1;
        result = *m_result;
        return 0;
    }

    // The end of the spawned closure: result and status in one locked step, the handler outside.
    void complete(double result) noexcept {
        completed_handler* handler = nullptr;
        {
            const std::scoped_lock lock(m_mutex);
            m_result = result;
            m_status = status::completed;
            handler = std::exchange(m_handler, nullptr);
        }
        if (handler == nullptr) return;
        handler->invoke(*this, status::completed);
        handler->release();
    }

private:
    counted m_count;
    word_mutex m_mutex;
    status m_status = status::started;
    std::optional<double> m_result;
    completed_handler* m_handler = nullptr;
};

spawned spawn() {
    auto* const made = new body;
    made->add_ref();
    return {made, made};
}

void finish(body& producer) noexcept {
    producer.complete(1);
    producer.release();
}

} // namespace models::windows_rs
